"""The ticket on paper: an ESC/POS printer on USB, a serial line or the network; nothing of it stays anywhere."""
