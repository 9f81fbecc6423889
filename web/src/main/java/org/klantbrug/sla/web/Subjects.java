package org.klantbrug.sla.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.identity.web.Me;
import org.klantbrug.shared.web.Texts;

/** What the subjects of clocks are called, and where they are. */
@Named("subjects")
@RequestScoped
public class Subjects {
  @Inject @Any private Instance<SubjectPage> pages;
  @Inject private Texts texts;
  @Inject private Me me;

  /** The address of a subject's page if the person may open it; else that of its clock. */
  public String address(String kind, long id, long clock) {
    return pages.stream()
        .filter(each -> each.kind().equals(kind))
        .map(each -> each.addressOf(id))
        .filter(address -> me.opens(address.replaceAll("\\?.*", "")))
        .findFirst()
        .orElse("/clock?id=" + clock);
  }

  /** What people call a subject: its kind, and its own number if it has one. */
  public String name(String kind, String name) {
    var called = texts.code("subject.", kind);
    return name == null || name.isEmpty() ? called : called + " " + name;
  }
}
