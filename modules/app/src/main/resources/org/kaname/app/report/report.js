"use strict";
(function () {
  var titles = {};
  document.querySelectorAll("main.tongue").forEach(function (main) { titles[main.id] = main.getAttribute("data-title"); });
  function speak(code) {
    var pick = document.getElementById("pick-" + code);
    if (pick) { pick.checked = true; document.documentElement.lang = code; document.title = titles[code]; }
  }
  function follow() {
    var found = /(?:^#|-)(en|ja)$/.exec(location.hash);
    if (found) {
      speak(found[1]);
      var target = document.getElementById(location.hash.slice(1));
      if (target) { target.scrollIntoView(); }
    }
  }
  document.querySelectorAll("input.pick").forEach(function (pick) {
    pick.addEventListener("change", function () { speak(pick.id.slice(5)); });
  });
  window.addEventListener("hashchange", follow);
  follow();
  function key(cell) {
    var exact = cell.querySelector("[title]");
    var number = parseFloat(exact ? exact.getAttribute("title") : cell.textContent.replace(/[\s\u202f]/g, ""));
    return isNaN(number) ? null : number;
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    table.querySelectorAll("thead th").forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending";
        table.querySelectorAll("thead th").forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var body = table.tBodies[0];
        Array.prototype.slice.call(body.rows).map(function (row) {
          var cell = row.cells[column];
          return {row: row, number: key(cell), text: cell.textContent};
        }).sort(function (a, b) {
          if (a.number === null || b.number === null) {
            return a.number === b.number ? a.text.localeCompare(b.text) * (down ? -1 : 1) : a.number === null ? 1 : -1;
          }
          return (a.number - b.number) * (down ? -1 : 1);
        }).forEach(function (entry) { body.appendChild(entry.row); });
      });
    });
  });
})();
