package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Warnings;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.Unreadable;

/** Fields of a file that were left empty or changed a little, and what people do with them. */
@Path("files/{id}/warnings")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Warnings")
public class FileWarningResource {
  private static final int PAGE = 100;

  @Inject private CurrentStaff current;
  @Inject private Warnings warnings;
  @Inject private BusinessClock clock;

  /** How many warnings are open for a reason in a field. */
  public record Count(String field, Reason code, long count) {}

  /**
   * What to do with open warnings of a kind.
   *
   * @param raw only those with this delivered value; left out with {@code accept}: all of the kind
   * @param value the value that is right; empty leaves the field empty
   * @param accept the fields stay as they are; then {@code value} is left out
   */
  public record Settlement(String field, String code, String raw, String value, boolean accept) {}

  /** How many were settled. */
  public record Settled(long settled) {}

  /**
   * Open warnings in the order in which they were found, a page of a hundred. That they were read
   * is written down.
   */
  @GET
  @Operation(summary = "Open warnings of a file, a page of a hundred behind a warning")
  public List<Warnings.Warning> list(
      @PathParam("id") long id,
      @QueryParam("field") String field,
      @QueryParam("code") String code,
      @QueryParam("raw") String raw,
      @QueryParam("after") @DefaultValue("0") long after) {
    var staff = current.need(Action.MERGER_PREPARE).id();
    return warnings.shown(new Warnings.Filter(id, field, reason(code), raw), after, PAGE, staff);
  }

  private static Reason reason(String code) {
    return code == null ? null : Choice.of(Reason.class, "code", code);
  }

  /** How many are open, by field and reason. */
  @GET
  @Path("counts")
  @Operation(summary = "How many warnings are open, by field and reason")
  public List<Count> counts(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return warnings.counts(id).entrySet().stream()
        .map(each -> new Count(each.getKey().field(), each.getKey().code(), each.getValue()))
        .toList();
  }

  /** Settles all open warnings of a kind that have the same delivered value, or all of the kind. */
  @POST
  @Path("settlements")
  @Operation(summary = "Give a value to all fields that were delivered the same, or accept them")
  public Settled settle(@PathParam("id") long id, Settlement wish) {
    var staff = current.need(Action.MERGER_PREPARE);
    if (wish.field() == null || wish.accept() == (wish.value() != null)) {
      throw new Unreadable("field is needed, and either value or accept.");
    }
    var kind = new Warnings.Kind(wish.field(), Choice.of(Reason.class, "code", wish.code()));
    if (!wish.accept()) {
      return new Settled(
          warnings.setAll(id, kind, wish.raw(), wish.value(), staff.id(), clock.now()));
    }
    return new Settled(
        wish.raw() == null
            ? warnings.accept(id, kind, staff.id(), clock.now())
            : warnings.acceptValue(id, kind, wish.raw(), staff.id(), clock.now()));
  }
}
