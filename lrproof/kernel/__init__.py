"""The trusted base: terms, the rules that make theorems, and the replay of their proofs. No SymPy in here."""
