"""The composition root, a module a command: the only place that knows everybody.

Each command imports what it needs when it runs: only those that draw import kivy.
"""
