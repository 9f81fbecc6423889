package org.klantbrug.attachment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.identity.CurrentStaff;
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

  @Inject private CurrentStaff current;
  @Inject private Attachments attachments;
  @Inject @Any private Instance<SubjectSight> sights;

  /** The file; that it was opened is written down. */
  @GET
  @Path("{id}")
  @Operation(summary = "A file, if its subject is in sight and it was scanned or released")
  public Response read(@PathParam("id") long id) {
    var by = current.get();
    var file = attachments.read(id);
    sights.stream()
        .filter(each -> each.kind().equals(file.subjectKind()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nobody sees a " + file.subjectKind()))
        .need(file.subjectId());
    var opened = attachments.open(id, by);
    return Response.ok(opened.content(), opened.file().detectedType())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition(opened.file()))
        .header("Content-Security-Policy", BOX)
        .build();
  }

  /** Names with other letters than those of English in the second form. Source: RFC 6266. */
  static String disposition(Attachment file) {
    var plain = file.name().replaceAll("[^A-Za-z0-9._ -]", "_");
    var encoded = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return "%s; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(file.shown() ? "inline" : "attachment", plain, encoded);
  }
}
