package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.web.Me;

/** What somebody does here, by his roles: where to begin, and the pages on which it is done. */
@Named
@RequestScoped
public class HelpPage {
  private static final String HOME = "/home";
  private static final String WORK = "/work";
  private static final String CUSTOMERS = "/customers";
  private static final String COMPLAINTS = "/complaints";
  private static final String MERGERS = "/mergers";

  /** By role, the page of each step; its words are {@code help.<role>.<number>}. */
  static final Map<String, List<String>> STEPS =
      Map.ofEntries(
          Map.entry("adviser", List.of(CUSTOMERS, CUSTOMERS, "/promises", COMPLAINTS)),
          Map.entry("contactPerson", List.of(HOME, "/promises")),
          Map.entry("backOfficeHandler", List.of(WORK, COMPLAINTS, "/mail")),
          Map.entry("complaintCoordinator", List.of(COMPLAINTS, "/complaint-settings", "/reports")),
          Map.entry("teamLead", List.of(WORK, COMPLAINTS, "/reports")),
          Map.entry("departmentOwner", List.of("/signals", WORK)),
          Map.entry("migrationOperator", List.of(MERGERS, MERGERS, WORK)),
          Map.entry("dataSteward", List.of(WORK, WORK, "/corrections")),
          Map.entry("migrationLead", List.of(MERGERS, MERGERS, WORK)),
          Map.entry("finance", List.of(WORK, MERGERS, MERGERS)),
          Map.entry("crisisDuty", List.of("/threats", "/threat-roster")),
          Map.entry("editor", List.of(WORK, "/knowledge", "/texts")),
          Map.entry("spokesperson", List.of(WORK, "/knowledge")),
          Map.entry("legal", List.of(WORK, "/privacy")),
          Map.entry("crisisLead", List.of("/crises", "/crises")),
          Map.entry("crisisMember", List.of(WORK, "/crises")),
          Map.entry("logKeeper", List.of("/crises")),
          Map.entry("privacyOfficer", List.of("/privacy", "/data-leaks", "/audit")),
          Map.entry("auditor", List.of("/audit", MERGERS)),
          Map.entry("admin", List.of("/people", "/stuck", "/audit")));

  @Inject private CurrentStaff current;
  @Inject private Me me;

  /**
   * A thing to do.
   *
   * @param code by which its words are found
   * @param page where it is done; null if the reader may not open it
   */
  public record Step(String code, String page) {}

  /** The roles of the reader, those with steps first. */
  public List<String> getRoles() {
    return current.get().roles().stream()
        .sorted((one, other) -> Boolean.compare(STEPS.containsKey(other), STEPS.containsKey(one)))
        .toList();
  }

  /** What somebody with a role does, in order; none for a role that only reads along. */
  public List<Step> steps(String role) {
    var pages = STEPS.getOrDefault(role, List.of());
    return IntStream.range(0, pages.size())
        .mapToObj(at -> new Step(role + "." + (at + 1), opened(pages.get(at))))
        .toList();
  }

  private String opened(String page) {
    return me.opens(page) ? page : null;
  }
}
