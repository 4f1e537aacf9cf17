"""The languages that a visitor can choose beside French: catalogues, and what is said in each."""
