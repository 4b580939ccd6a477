// Shows what needs a script only where there is one and the browser knows passkeys; says in words when a key did not work.
(function () {
  if (!window.PublicKeyCredential) { return }
  document.querySelectorAll('[data-needs-script]').forEach(function (part) { part.hidden = false })
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    var place = document.getElementById('passkey-said')
    if (place) { place.hidden = false }
  })
})()
