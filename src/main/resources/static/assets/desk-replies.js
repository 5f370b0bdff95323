// Nothing here is needed: without a script there are buttons and lists for the same.
{
  // A file is attached as soon as it is chosen, so that nobody forgets to. What was typed comes back with the page.
  const upload = document.getElementById('reply-upload');
  const attach = document.getElementById('reply-attach');
  if (upload && attach) {
    upload.addEventListener('change', () => {
      if (upload.files.length > 0) upload.form.requestSubmit(attach);
    });
  }

  // An @ at the beginning of a word leads from the note to the list of colleagues, where letters find a name; Enter puts it into
  // the note, Escape writes the @.
  const note = document.getElementById('note-text');
  const colleague = document.getElementById('note-ask');
  if (note && colleague) {
    let calling = false;

    const back = (words) => {
      calling = false;
      colleague.value = '';
      note.focus();
      note.setRangeText(words, note.selectionStart, note.selectionEnd, 'end');
    };

    note.addEventListener('keydown', (event) => {
      const before = note.value.slice(0, note.selectionStart);
      if (event.key !== '@' || event.isComposing || event.ctrlKey && !event.altKey || event.metaKey || /\S$/.test(before)) return;
      event.preventDefault();
      calling = true;
      colleague.focus();
    });

    colleague.addEventListener('keydown', (event) => {
      if (!calling) return;
      if (event.key === 'Enter') {
        event.preventDefault();
        back(colleague.value === '' ? '@' : '@' + colleague.value + ' ');
      } else if (event.key === 'Escape' || event.key === '@') {
        event.preventDefault();
        back('@');
      }
    });

    colleague.addEventListener('blur', () => { calling = false; });
  }
}
