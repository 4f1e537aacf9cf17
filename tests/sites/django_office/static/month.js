// The month of days that the site's own script asks for, and its two ways to write a date. They stand in for
// FullCalendar 6 and Moment: no package of Python's index or of Debian holds that version. The elements, their roles
// and their names are those that FullCalendar gives them, so that a month is pointed at and read as on a real site.
(() => {
    const two = number => String(number).padStart(2, '0');
    const iso = date => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
    const at = date => ({format: () => iso(date), toDate: () => date});
    window.moment = date => at(date);
    window.moment.tz = (day, zone) => at(new Date(
        (zone ? day : new Date().toLocaleDateString('sv', {timeZone: day})) + 'T00:00'));

    let names = 0;
    const made = (parent, tag, given = {}, text = '') => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
        element.textContent = text;
        parent.append(element);
        return element;
    };

    class Calendar {
        constructor(element, options) {
            this.element = element;
            this.options = options;
            this.shown = options.initialDate ? new Date(options.initialDate + 'T00:00') : new Date();
        }

        write(date, form) { return date.toLocaleDateString(this.options.locale, form); }

        render() {
            if (!this.grid) this.build();
            for (const cell of this.element.querySelectorAll('[data-date]')) {
                const named = this.options.dayCellClassNames({date: new Date(cell.dataset.date + 'T00:00')});
                cell.classList.toggle('disabled-day', named.includes('disabled-day'));
            }
        }

        gotoDate(day) { this.shown = new Date(day + 'T00:00'); this.month(); }

        turn(months) {
            this.shown = new Date(this.shown.getFullYear(), this.shown.getMonth() + months, 1);
            this.month();
        }

        build() {
            this.element.className += ' fc fc-theme-bootstrap';
            const bar = made(this.element, 'div', {class: 'fc-toolbar'});
            this.title = made(bar, 'h2', {class: 'fc-toolbar-title', id: 'fc-dom-title'});
            const group = made(bar, 'div', {class: 'btn-group'});
            const button = (name, title, text, does) => {
                const one = made(group, 'button', {type: 'button', title, class: `fc-${name}-button btn`}, text);
                one.addEventListener('click', does);
            };
            const {buttonHints, buttonText} = this.options;
            button('prev', buttonHints.prev, '‹', () => this.turn(-1));
            button('today', buttonText.today, buttonText.today, () => this.gotoDate(iso(new Date())));
            button('next', buttonHints.next, '›', () => this.turn(1));
            this.grid = made(this.element, 'table', {
                role: 'grid', class: 'fc-scrollgrid', 'aria-labelledby': 'fc-dom-title'});
            this.month();
        }

        month() {
            const first = new Date(this.shown.getFullYear(), this.shown.getMonth(), 1);
            const before = (first.getDay() - Number(this.options.firstDay) + 7) % 7;
            const day = number => new Date(first.getFullYear(), first.getMonth(), 1 - before + number);
            this.title.textContent = this.write(first, {month: 'long', year: 'numeric'});
            this.grid.replaceChildren();
            const head = made(made(this.grid, 'thead', {role: 'rowgroup'}), 'tr', {role: 'row'});
            for (let number = 0; number < 7; number++) {
                const cell = made(head, 'th', {role: 'columnheader', class: 'fc-col-header-cell'});
                made(cell, 'a', {'aria-label': this.write(day(number), {weekday: 'long'})},
                     this.write(day(number), {weekday: 'short'}));
            }
            const body = made(this.grid, 'tbody', {role: 'rowgroup'});
            for (let week = 0; week < 6; week++) {
                const row = made(body, 'tr', {role: 'row'});
                for (let number = 0; number < 7; number++) this.day(row, day(7 * week + number));
            }
            this.options.datesSet({});
            this.render();
        }

        day(row, date) {
            const name = `fc-dom-${++names}`;
            const other = date.getMonth() === this.shown.getMonth() ? '' : ' fc-day-other';
            const dayEl = made(row, 'td', {role: 'gridcell', class: `fc-day fc-daygrid-day${other}`,
                                           'data-date': iso(date), 'aria-labelledby': name});
            made(dayEl, 'a', {id: name, class: 'fc-daygrid-day-number',
                              'aria-label': this.write(date, {day: 'numeric', month: 'long', year: 'numeric'})},
                 String(date.getDate()));
            dayEl.addEventListener('click', () => this.options.dateClick({date, dateStr: iso(date), dayEl}));
        }
    }
    window.FullCalendar = {Calendar};
})();
