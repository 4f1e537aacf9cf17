"""The facilitator in charge: the door, the PIN, the panel and what stands behind its tiles. No kivy, no disk."""
