package org.klantbrug.attachment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.AttachmentDecisions;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Place;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.web.SubjectSight;

/**
 * Files that are attached to something, for who may see that. A browser saves them; it shows only
 * what runs nothing, and that in a box of its own.
 */
@Path("attachments")
@RequestScoped
@Tag(name = "Attachments")
public class AttachmentResource {
  private static final String BOX = "default-src 'none'; sandbox; frame-ancestors 'none'";

  /** Who works with what files belong to. */
  private static final Map<String, Action> WORKING_WITH =
      Map.of("complaint", Action.COMPLAINT_READ, "crisisStep", Action.WORK_DO);

  @Inject private CurrentStaff current;
  @Inject private Attachments attachments;
  @Inject private AttachmentDecisions decisions;
  @Inject @Any private Instance<SubjectSight> sights;

  /** The files of a subject that the reader may see. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The files of a subject, such as kind complaint and its id, with their state")
  public List<Attachment> list(
      @QueryParam("kind") String kind, @QueryParam("subject") long subject) {
    needSeen(kind, subject);
    return attachments.in(Place.of(kind, subject));
  }

  /**
   * What somebody decides about a file.
   *
   * @param opens whether it may be opened; else nobody ever opens it
   */
  public record Decision(boolean opens, String reason) {}

  /** Opens a file that no scanner looked at, or closes one for ever. */
  @POST
  @Path("{id}/decision")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Release a file that waits for a scan, or close one, with a reason")
  public Attachment decide(@PathParam("id") long id, Decision decision) {
    var by = current.need(Action.ATTACHMENT_RELEASE);
    var file = attachments.read(id);
    needSeen(file.subjectKind(), file.subjectId());
    decisions.decide(id, decision.opens(), decision.reason(), by);
    return attachments.read(id);
  }

  /** Removes for ever what was in a file that a colleague closed. */
  @DELETE
  @Path("{id}/content")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Remove the content of a file that another person closed")
  public Attachment empty(@PathParam("id") long id) {
    var by = current.need(Action.ATTACHMENT_RELEASE);
    var file = attachments.read(id);
    needSeen(file.subjectKind(), file.subjectId());
    decisions.empty(id, by);
    return attachments.read(id);
  }

  /** The file; that it was opened is written down. */
  @GET
  @Path("{id}")
  @Operation(summary = "A file, if its subject is in sight and it was scanned or released")
  public Response read(@PathParam("id") long id) {
    var file = attachments.read(id);
    needSeen(file.subjectKind(), file.subjectId());
    var opened = attachments.open(id, current.get());
    return Response.ok(opened.content(), opened.file().detectedType())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition(opened.file()))
        .header("Content-Security-Policy", BOX)
        .build();
  }

  /** Whoever may not see what it belongs to sees no file of it. */
  private void needSeen(String kind, long subject) {
    if (!WORKING_WITH.containsKey(kind)) {
      throw new RuleBroken("attachment.unknown");
    }
    current.need(WORKING_WITH.get(kind));
    sights.stream()
        .filter(each -> each.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nobody says who sees a " + kind))
        .need(subject);
  }

  /** Names with other letters than those of English in the second form. Source: RFC 6266. */
  static String disposition(Attachment file) {
    var plain = file.name().replaceAll("[^A-Za-z0-9._ -]", "_");
    var encoded = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return "%s; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(file.shown() ? "inline" : "attachment", plain, encoded);
  }
}
