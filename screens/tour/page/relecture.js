// Keeps ticks and remarks in this browser, and saves them as one text file. No network, no library.
"use strict";
(function () {
  const PLACE = "relecture-borne";
  const HANDED = "#remis=";
  let memory = {};
  let kept = true;

  function load() {
    try {
      return JSON.parse(localStorage.getItem(PLACE)) || {};
    } catch (error) {
      kept = false;
      return memory;
    }
  }

  function keep(state) {
    memory = state;
    try {
      localStorage.setItem(PLACE, JSON.stringify(state));
      kept = true;
    } catch (error) {
      kept = false;
    }
    show(state);
  }

  // Some browsers give each file a memory of its own: the link to the contents hands over what this page knows.
  function take_over() {
    if (!location.hash.startsWith(HANDED)) return;
    try {
      keep(Object.assign(load(), JSON.parse(decodeURIComponent(location.hash.slice(HANDED.length)))));
    } catch (error) {
      tell("Les coches de l’autre page ne sont pas arrivées. Enregistrez-les sur cette page.");
    }
    history.replaceState(null, "", location.pathname);
  }

  function hand_over(event) {
    const mine = JSON.stringify(load());
    if (mine !== "{}") event.currentTarget.hash = HANDED.slice(1) + encodeURIComponent(mine);
  }

  function note(step) {
    const state = load();
    const read = step.querySelector("input[type=checkbox]").checked;
    const remark = step.querySelector("textarea").value.trim();
    const { journey, title, print } = step.dataset;
    if (read || remark) state[step.id] = { journey, title, print, read, remark };
    else delete state[step.id];
    keep(state);
  }

  // A tick belongs to the words that were read: other words have to be read again. A remark stays.
  function fill(step, state) {
    const one = state[step.id];
    if (!one) return;
    step.querySelector("input[type=checkbox]").checked = one.read && one.print === step.dataset.print;
    step.querySelector("textarea").value = one.remark;
    step.querySelector(".changed").hidden = one.print === step.dataset.print;
  }

  function show(state) {
    for (const row of document.querySelectorAll("[data-count]")) {
      const ids = row.dataset.count.split(" ").map((one) => one.split("="));
      const read = ids.filter(([id, print]) => state[id] && state[id].read && state[id].print === print).length;
      row.textContent = `${read} sur ${ids.length}`;
    }
    if (!kept) tell("Ce navigateur ne garde pas vos coches. Enregistrez avant de fermer cette page.");
  }

  function tell(words) {
    const told = document.getElementById("told");
    if (told) told.textContent = words;
  }

  function as_text(state) {
    const all = Object.entries(state);
    const lines = ["Relecture de la borne", document.body.dataset.made, `Enregistré le ${new Date().toLocaleString("fr-BE")}`,
      `Écrans relus : ${all.filter(([, one]) => one.read).length}`,
      `Remarques : ${all.filter(([, one]) => one.remark).length}`];
    let journey = "";
    for (const [id, one] of all.sort(([, a], [, b]) => a.journey.localeCompare(b.journey, "fr"))) {
      if (one.journey !== journey) lines.push("", `== ${(journey = one.journey)} ==`);
      lines.push(`[${one.read ? "x" : " "}] ${one.title} (${id}, texte ${one.print})`);
      for (const line of one.remark ? one.remark.split("\n") : []) lines.push(`    > ${line}`);
    }
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  }

  function save() {
    const state = load();
    const count = Object.keys(state).length;
    if (!count) return tell("Il n’y a encore ni coche ni remarque à enregistrer.");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([as_text(state)], { type: "text/plain;charset=utf-8" }));
    link.download = `relecture-${new Date().toLocaleDateString("sv-SE")}.txt`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell(`Enregistré : ${link.download}. Cherchez ce fichier dans les téléchargements.`);
  }

  function forget() {
    if (!confirm("Effacer toutes les coches et toutes les remarques de cet ordinateur ?")) return;
    keep({});
    tell("Tout est effacé sur cet ordinateur.");
  }

  take_over();
  const state = load();
  for (const step of document.querySelectorAll("[data-print]")) {
    fill(step, state);
    step.addEventListener("input", () => note(step));
  }
  for (const link of document.querySelectorAll("a.contents")) link.addEventListener("click", hand_over);
  for (const button of document.querySelectorAll("button.save")) button.addEventListener("click", save);
  for (const button of document.querySelectorAll("button.forget")) button.addEventListener("click", forget);
  // One voice at a time.
  document.addEventListener("play", (event) => {
    for (const one of document.querySelectorAll("audio")) if (one !== event.target) one.pause();
  }, true);
  show(state);
})();
