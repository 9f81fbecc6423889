package org.klantbrug.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page that is only looked at. The one character that no text in the database can hold is shown
 * in what was asked for as one that cannot be read: nothing is found by it, and the page stays.
 */
final class AskedFor extends HttpServletRequestWrapper {
  private static final char NUL = '\u0000';
  private static final char UNREADABLE = '\uFFFD';

  AskedFor(HttpServletRequest request) {
    super(request);
  }

  @Override
  public String getParameter(String name) {
    return readable(super.getParameter(name));
  }

  @Override
  public String[] getParameterValues(String name) {
    return readable(super.getParameterValues(name));
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    var readable = new LinkedHashMap<String, String[]>();
    super.getParameterMap().forEach((name, values) -> readable.put(name, readable(values)));
    return readable;
  }

  private static String readable(String text) {
    return text == null ? null : text.replace(NUL, UNREADABLE);
  }

  private static String[] readable(String[] texts) {
    return texts == null
        ? null
        : Arrays.stream(texts).map(AskedFor::readable).toArray(String[]::new);
  }
}
