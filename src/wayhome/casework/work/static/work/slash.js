/* The key "/" goes to search: to its box where there is one, else to the page. Never while somebody is typing. */
(function () {
  "use strict";

  var script = document.currentScript;

  function isTyping(element) {
    return element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].indexOf(element.tagName) >= 0;
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) { return; }
    var box = document.getElementById("id_wanted");
    event.preventDefault();
    if (box) { box.focus(); return; }
    window.location.assign(script.dataset.search);
  });
}());
