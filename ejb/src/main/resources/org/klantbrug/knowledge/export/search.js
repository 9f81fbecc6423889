// Finds answers in the list that questions.js holds; nothing that is typed leaves the browser.
(() => {
  const most = 50;
  const form = document.getElementById('search');
  const field = document.getElementById('find');
  const count = document.getElementById('count');
  const found = document.getElementById('found');
  const topics = document.getElementById('topics');

  const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const wordsOf = text => plain(text).match(/[\p{L}\p{N}]+/gu) || [];
  const list = questions.map(one => ({
    page: one.page,
    question: one.question,
    asked: wordsOf(one.question),
    all: wordsOf(one.question + ' ' + one.answer)
  }));
  const holds = (words, begin) => words.some(word => word.startsWith(begin));

  // A word in the question counts for more than one in the answer; those with every word first.
  const points = (one, words) => words.reduce((sum, word) =>
    sum + (holds(one.asked, word) ? 3 : holds(one.all, word) ? 2 : 0), 0);

  const find = typed => {
    const words = wordsOf(typed);
    const whole = list.filter(one => words.every(word => holds(one.all, word)));
    const some = whole.length > 0 ? whole : list.filter(one => points(one, words) > 0);
    return words.length === 0 ? []
      : some.map(one => [points(one, words), one]).sort((a, b) => b[0] - a[0]).map(pair => pair[1]);
  };

  const line = one => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = one.page;
    link.textContent = one.question;
    item.append(link);
    return item;
  };

  const show = () => {
    const asked = field.value.trim() !== '';
    const answers = find(field.value);
    found.replaceChildren(...answers.slice(0, most).map(line));
    count.textContent = answers.length === 0 ? form.dataset.none
      : answers.length === 1 ? form.dataset.one : form.dataset.many.replace('#', answers.length);
    count.hidden = !asked;
    found.hidden = !asked || answers.length === 0;
    topics.hidden = asked && answers.length > 0;
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    show();
  });
  field.addEventListener('input', show);
  form.hidden = false;
  show();
})();
