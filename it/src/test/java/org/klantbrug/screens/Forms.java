package org.klantbrug.screens;

import com.microsoft.playwright.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The forms of the pages that somebody finds by following links, and what comes of sending one.
 * Sends as a browser would, but for what a browser keeps people from: the length of a field and its
 * pattern.
 */
final class Forms {
  /** Of a page with many contents, so many are opened. */
  private static final int CONTENTS = 2;

  /** What does not survive a field of one line, or a page. */
  private static final Pattern NOT_KEPT = Pattern.compile("[\\s\\u0000\\uFFFD]+");

  private static final String READ =
      """
      const text = 'textarea, input:not([type]), input[type=text], input[type=search], input[type=email], input[type=tel], input[type=url]';
      const read = async (path) => {
        const answer = await fetch('/' + path);
        return new DOMParser().parseFromString(await answer.text(), 'text/html');
      };
      const nameOf = (form) => new URL(form.getAttribute('action') ?? '', location.origin).pathname
        + ' ' + (form.querySelector('button[name]')?.name ?? '')
        + ' ' + [...form.querySelectorAll(text)].map((field) => field.name).join(' ');
      const formsOf = (page) => [...page.querySelectorAll('form')]
        .filter((form) => [...form.querySelectorAll(text)].some((field) => !field.readOnly)
          && !form.querySelector('input[type=password]'));
      """;

  private static final String LOOK =
      "async (path) => {"
          + READ
          + """
          const page = await read(path);
          return {
            links: [...page.querySelectorAll('a[href]')].map((link) => link.getAttribute('href')),
            fields: formsOf(page).flatMap((form) =>
              [...form.querySelectorAll(text)].map((field) => [nameOf(form), field.name])),
          };
          }""";

  private static final String SEND =
      "async ([path, form, name, typed]) => {"
          + READ
          + """
          const sent = formsOf(await read(path)).find((each) => nameOf(each) === form);
          if (!sent) return null;
          const data = sent.enctype === 'multipart/form-data' ? new FormData() : new URLSearchParams();
          for (const field of sent.querySelectorAll('[name]')) {
            if (field.matches('button, input[type=file]')) continue;
            if (field.matches('input[type=checkbox], input[type=radio]') && !field.checked) continue;
            const own = field.value !== '' ? field.value
              : !field.required ? ''
              : field.type === 'date' ? '2026-01-01' : field.type === 'number' ? '1' : 'Tekst';
            data.append(field.name, field.name === name && field.matches(text) ? typed : own);
          }
          const section = [...sent.querySelectorAll(text)].find((each) => each.name === name)?.closest('section');
          const button = (sent.contains(section) && section.querySelector('button[name]'))
            || sent.querySelector('button[name]');
          if (button) data.append(button.name, button.value);
          const action = sent.getAttribute('action') ?? '';
          const answer = sent.method === 'get'
            ? await fetch(action.replace(/\\?.*/, '') + '?' + data)
            : await fetch(action, {method: 'POST', body: data});
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          const values = [...page.querySelectorAll('textarea, input')];
          return {
            status: answer.status,
            refused: answer.status >= 400
              || (page.querySelector('.notice.bad, .notice.warn') !== null && page.querySelector('.notice.good') === null),
            done: page.querySelector('.notice.good') !== null || sent.method === 'get',
            kept: values.filter((field) => field.name === name).map((field) => field.value),
            text: page.body.textContent + values.map((field) => field.value).join(' '),
            live: page.querySelectorAll('main script:not([src*="/assets/"]), main [onerror], main [onload], main img').length,
            cookie: document.cookie,
          };
          }""";

  private final Page page;
  private final Map<String, Map<String, Object>> looked = new HashMap<>();

  Forms(Page page) {
    this.page = page;
  }

  /**
   * A field for text.
   *
   * @param path of the page it is on
   * @param form what tells its form from the others of the page
   */
  record Field(String path, String form, String field) {
    /** The same for the same field on another page, or another content of this one. */
    String name() {
      return form + ": " + field;
    }
  }

  /** What the server answered, as somebody would read it. */
  record Answer(Map<String, Object> read) {
    boolean shows(String text) {
      return squeezed((String) read.get("text")).contains(squeezed(text));
    }

    /** What is wrong with it. */
    List<String> troubles(String text, String evaluated) {
      var found = new ArrayList<String>();
      var status = (int) read.get("status");
      if (status >= 400) {
        found.add("answers " + status + " instead of the form and what is wrong with it");
      }
      if ((int) read.get("live") > 0) {
        found.add("became part of the page");
      }
      if (((String) read.get("text")).contains(evaluated)) {
        found.add("was evaluated");
      }
      if (((String) read.get("cookie")).contains("injected")) {
        found.add("became a header");
      }
      if ((boolean) read.get("refused") && !keeps(text)) {
        found.add("was refused, and what was typed is gone");
      } else if (!(boolean) read.get("refused") && !(boolean) read.get("done") && !shows(text)) {
        found.add("nothing says what became of it");
      }
      return found;
    }

    @SuppressWarnings("unchecked")
    private boolean keeps(String text) {
      return ((List<String>) read.get("kept"))
          .stream().anyMatch(value -> squeezed(value).equals(squeezed(text)));
    }

    private static String squeezed(String text) {
      return NOT_KEPT.matcher(text).replaceAll("");
    }
  }

  /** Addresses of the pages found from these on, some contents of each. */
  List<String> places(List<String> from) {
    var open = new ArrayDeque<>(from);
    var found = new LinkedHashMap<String, Map<String, Object>>();
    var contents = new HashMap<String, Integer>();
    while (!open.isEmpty()) {
      var path = open.poll();
      var name = path.replaceAll("\\?.*", "");
      if (!found.containsKey(path) && contents.merge(name, 1, Integer::sum) <= CONTENTS) {
        var seen = look(path);
        found.put(path, seen);
        open.addAll(links(path, seen));
      }
    }
    looked.putAll(found);
    return List.copyOf(found.keySet());
  }

  /** The fields for text of these pages. */
  @SuppressWarnings("unchecked")
  List<Field> fields(List<String> places) {
    return places.stream()
        .flatMap(
            path ->
                ((List<List<String>>) looked.get(path).get("fields"))
                    .stream().map(field -> new Field(path, field.get(0), field.get(1))))
        .distinct()
        .toList();
  }

  /** Pages of ours, without the leading slash and what is no page. */
  @SuppressWarnings("unchecked")
  private static List<String> links(String path, Map<String, Object> seen) {
    return ((List<String>) seen.get("links"))
        .stream()
            .map(link -> link.startsWith("?") ? "/" + path.replaceAll("\\?.*", "") + link : link)
            .map(link -> link.replaceAll("#.*", ""))
            .filter(link -> link.matches("/[a-z-]+(\\?.*)?") && !link.startsWith("/logout"))
            .map(link -> link.substring(1))
            .distinct()
            .toList();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> look(String path) {
    return (Map<String, Object>) page.evaluate(LOOK, path);
  }

  /**
   * Sends the form with this text in one field; the others as they stand.
   *
   * @return empty if what was sent before took the form off the page
   */
  @SuppressWarnings("unchecked")
  Optional<Answer> send(Field field, String text) {
    return Optional.ofNullable(
            (Map<String, Object>)
                page.evaluate(SEND, List.of(field.path(), field.form(), field.field(), text)))
        .map(Answer::new);
  }
}
