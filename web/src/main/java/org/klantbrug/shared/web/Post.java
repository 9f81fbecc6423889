package org.klantbrug.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** What a person sent with a form. Forms are plain HTML: a button is its name and value. */
@RequestScoped
public class Post {
  @Inject private HttpServletRequest request;

  /** Whether this request is a form that was sent, rather than a page that is opened. */
  public boolean isSent() {
    return request.getMethod().equals("POST");
  }

  /** Whether the button or field with this name was sent. */
  public boolean has(String name) {
    return isSent() && request.getParameter(name) != null;
  }

  /**
   * The text of a field, trimmed, and without the character NUL, which nobody can type and no
   * column keeps; empty if it was left open.
   */
  public String text(String name) {
    return Optional.ofNullable(request.getParameter(name))
        .map(typed -> typed.replace("\0", "").trim())
        .orElse("");
  }

  /** The text of a field as it was typed; for passwords. */
  public String raw(String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  /** All values of a field with several: boxes that were ticked. */
  public List<String> all(String name) {
    return Optional.ofNullable(request.getParameterValues(name)).map(List::of).orElse(List.of());
  }

  /** The key of what was chosen in a field; null if nothing was that can be chosen. */
  public Long chosen(String name) {
    var key = text(name);
    return key.matches("\\d{1,18}") ? Long.valueOf(key) : null;
  }

  /** The key in a field or button. */
  public long key(String name) {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw new NotThere();
    }
  }
}
