"""The device as the kiosk holds it: the last wish wins, and what waits is written before the power goes."""

from threading import Thread

from kiosk.device.device import Device
from kiosk.device.simulated import Simulated


def test_what_waits_is_written_first() -> None:
    done: list[str] = []
    actions = Simulated()
    actions.asked = done

    def flush() -> bool:
        done.append("flush")
        return True

    device = Device(actions, flush)
    assert device.power_off()
    assert device.restart()
    assert done == ["flush", "power_off", "flush", "restart"]
    assert device.send_counts()
    assert device.carry_counts()
    assert done[4:] == ["flush", "send_counts", "flush", "carry_counts"]


def test_a_device_that_can_do_nothing_says_so() -> None:
    device = Device(Simulated(able=False))
    assert not device.restart()
    assert not device.power_off()
    assert not device.send_counts()
    assert not device.carry_counts()


def test_the_first_wish_is_brought_to_the_screen_whatever_it_was() -> None:
    actions = Simulated()
    device = Device(actions)
    device.relight()
    assert actions.asked == ["brightness 100", "wake"]
    device.relight()
    assert actions.asked == ["brightness 100", "wake"], "nothing is asked twice"


def test_the_last_wish_wins_whichever_thread_comes_last() -> None:
    """A touch wakes the kiosk while the light is still going out: whoever runs last finds the last wish."""
    actions = Simulated()
    device = Device(actions)
    threads = []
    for number in range(50):
        device.want(asleep=number % 2 == 0, percent=20 + number)
        threads.append(Thread(target=device.relight))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert actions.lit
    assert actions.percent == 69
