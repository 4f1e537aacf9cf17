"""What a finger that explores feels point by point, not as one thing."""

from screens.widgets.marked import Marked


class Feelable(Marked):
    """Says itself what lies under the finger."""

    def feel(self, x: float, y: float) -> None:
        """A finger explores here, in pixels of the window."""
        raise NotImplementedError

    def press(self) -> None:
        """The second tap, anywhere: do what a press on what was felt last does."""
        raise NotImplementedError
