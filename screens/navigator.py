"""Which screen shows which kind of page."""

from importlib import import_module
from typing import Final

from kiosk import page as pages
from kiosk.staff_page import StaffPage
from screens.page_screen import PageScreen

SCREENS: Final[dict[type[pages.Page], str]] = {
    pages.HomePage: "screens.home_screen:HomeScreen",
    pages.ChoicePage: "screens.choice_screen:ChoiceScreen",
    pages.InfoPage: "screens.info_screen:InfoScreen",
    pages.FiguresPage: "screens.figures_screen:FiguresScreen",
    pages.ChecklistPage: "screens.checklist_screen:ChecklistScreen",
    pages.SlotsPage: "screens.slots_screen:SlotsScreen",
    pages.EntryPage: "screens.entry_screen:EntryScreen",
    pages.RecapPage: "screens.recap_screen:RecapScreen",
    pages.WaitingPage: "screens.waiting_screen:WaitingScreen",
    pages.TicketPage: "screens.ticket_screen:TicketScreen",
    pages.QrPage: "screens.qr_screen:QrScreen",
    pages.NoticePage: "screens.notice_screen:NoticeScreen",
    pages.CallPage: "screens.call_screen:CallScreen",
    pages.OutcomePage: "screens.outcome_screen:OutcomeScreen",
    pages.IdlePage: "screens.idle_screen:IdleScreen",
    pages.ErasedPage: "screens.erased_screen:ErasedScreen",
    pages.OutOfServicePage: "screens.out_of_service_screen:OutOfServiceScreen",
    pages.AsleepPage: "screens.asleep_screen:AsleepScreen",
    pages.SettingsPage: "screens.settings_screen:SettingsScreen",
    StaffPage: "screens.staff_screen:StaffScreen",
    pages.AgendaPage: "screens.agenda_screen:AgendaScreen",
    pages.TouchGridPage: "screens.touch_grid_screen:TouchGridScreen",
    pages.SitePage: "screens.site_screen:SiteScreen",
    pages.SiteEntryPage: "screens.site_entry_screen:SiteEntryScreen",
}
"""Imported when first shown: a start shows the resting screen alone."""


def screen_for(page: pages.Page) -> type[PageScreen]:
    """The screen of a page. A page of an unknown kind is a bug and raises KeyError."""
    module, _, name = SCREENS[type(page)].partition(":")
    screen: type[PageScreen] = getattr(import_module(module), name)
    return screen
