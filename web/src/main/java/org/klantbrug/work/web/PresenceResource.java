package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.work.Presence;

/** Who has the same thing open. */
@Path("presence/{kind}/{id}")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Work")
public class PresenceResource {
  private static final String TASK = "task";

  @Inject private CurrentStaff current;
  @Inject private Presence presence;
  @Inject @Any private Instance<SubjectSight> sights;

  /**
   * What a page says of itself.
   *
   * @param typed whether something was typed since it last said so
   */
  public record Here(boolean typed) {}

  /**
   * Says that it is open, and answers who else has it open.
   *
   * @param kind {@code task}, or a kind of subject whose sight is guarded: {@code complaint}
   */
  @PUT
  @Operation(summary = "Say that a task or complaint is open here; answers who else has it open")
  public List<Presence.Colleague> here(
      @PathParam("kind") String kind, @PathParam("id") long id, Here here) {
    var staff = current.get();
    if (kind.equals(TASK)) {
      current.need(Action.WORK_DO);
    } else {
      sights.stream()
          .filter(each -> each.kind().equals(kind))
          .findFirst()
          .orElseThrow(() -> new NotAllowed(Action.WORK_DO))
          .need(id);
    }
    return presence.here(kind, id, here != null && here.typed(), staff);
  }
}
