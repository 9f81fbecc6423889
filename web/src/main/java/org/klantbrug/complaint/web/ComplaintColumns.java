package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.work.web.ChosenColumns;

/** What a complaint in the list shows besides its number. */
@Named
@RequestScoped
public class ComplaintColumns extends ChosenColumns {
  private static final List<String> ALL =
      List.of("waits", "about", "customer", "received", "due", "handler", "feedback");

  private static final List<String> USUAL = ALL.subList(0, ALL.indexOf("feedback"));

  @Override
  protected String list() {
    return "complaints";
  }

  @Override
  protected List<String> all() {
    return ALL;
  }

  @Override
  protected List<String> usual() {
    return USUAL;
  }

  /** Key of what a column says over it. */
  static String heading(String column) {
    return "complaint.column." + column;
  }
}
