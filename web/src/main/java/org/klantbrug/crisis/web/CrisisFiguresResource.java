package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.crisis.CrisisFigures;
import org.klantbrug.crisis.CrisisReports;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;

/** How crises went, in figures. */
@Path("crisis-figures")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Crisis figures")
public class CrisisFiguresResource {
  private static final List<String> COLUMNS =
      List.of(
          "crisis",
          "level",
          "reported-at",
          "to-notice",
          "to-decide",
          "to-inform",
          "to-end",
          "affected",
          "complaints",
          "answered",
          "steps",
          "steps-late",
          "reports",
          "reports-late",
          "actions",
          "actions-open");

  @Inject private CurrentStaff current;
  @Inject private CrisisReports reports;
  @Inject private Texts texts;

  /** All. */
  @GET
  @Operation(summary = "All that were declared, the newest first; times in minutes")
  public List<CrisisFigures> all() {
    current.need(Action.CRISIS_READ);
    return reports.all();
  }

  /** One. */
  @GET
  @Path("{crisis}")
  @Operation(summary = "How one crisis went")
  public CrisisFigures one(@PathParam("crisis") long crisis) {
    current.need(Action.CRISIS_READ);
    return reports.of(crisis);
  }

  /** As a table. */
  @GET
  @Path("sheet")
  @Produces({"text/csv", Sheet.XLSX})
  @Operation(summary = "The same as a table: as is csv or xlsx; times in minutes")
  public Response sheet(@QueryParam("as") String as) {
    current.need(Action.CRISIS_READ);
    var lines = new ArrayList<List<Object>>();
    lines.add(COLUMNS.stream().map(each -> (Object) texts.say("figures.column." + each)).toList());
    reports.all().forEach(each -> lines.add(line(each)));
    return new Sheet("Crises", texts.locale(), lines).answer(as, "crises");
  }

  private static List<Object> line(CrisisFigures of) {
    return Stream.concat(
            Arrays.stream(
                new Object[] {
                  of.number() + " " + of.name(),
                  of.level(),
                  of.reportedAt(),
                  of.toNotice(),
                  of.toDecide(),
                  of.toInform(),
                  of.toEnd()
                }),
            Stream.of(
                of.affected(),
                of.complaints(),
                of.answered(),
                of.steps(),
                of.stepsLate(),
                of.reports(),
                of.reportsLate(),
                of.actions(),
                of.actionsOpen()))
        .toList();
  }
}
