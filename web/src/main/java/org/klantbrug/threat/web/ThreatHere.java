package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.StringJoiner;
import org.omnifaces.util.Utils;

/** What a report of a threat takes along from the page that is open. */
@RequestScoped
public class ThreatHere {
  @Inject private HttpServletRequest request;

  /** The address where a threat is reported, with what this page is about. */
  public String getAddress() {
    var page = request.getServletPath().replaceFirst("^/", "").replaceFirst("\\.xhtml$", "");
    if (page.startsWith("threat")) {
      return "/threat-new";
    }
    var along = new StringJoiner("&", "?", "");
    var id = key("id");
    along.add("from=" + Utils.encodeURL(id == null ? page : page + "?id=" + id));
    add(along, subject(page), id);
    add(along, "customer", key("customer"));
    add(along, "complaint", key("complaint"));
    add(along, "alarm", key("alarm"));
    return "/threat-new" + along;
  }

  /** What the key of this page is of; null if that is nothing that a threat can be about. */
  private static String subject(String page) {
    return switch (page) {
      case "customer", "complaint" -> page;
      case "merger-wave", "merger-wave-undo" -> "wave";
      default -> page.equals("merger") || page.startsWith("merger-") ? "merger" : null;
    };
  }

  private static void add(StringJoiner along, String field, String key) {
    if (field != null && key != null) {
      along.add(field + "=" + key);
    }
  }

  private String key(String field) {
    var given = request.getParameter(field);
    return given != null && given.matches("[1-9]\\d{0,17}") ? given : null;
  }
}
