"""The nightly sending of the counts to a hub, and the stick that carries them where there is no network."""
