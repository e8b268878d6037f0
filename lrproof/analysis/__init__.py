"""Any update rule that is linear on a quadratic: its iteration matrix, when that is stable, its rate, its best step."""
