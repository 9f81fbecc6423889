package org.klantbrug.attachment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Place;
import org.klantbrug.attachment.Upload;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Post;

/** The files that were sent along with a form, in its field {@code files}. */
@RequestScoped
public class Uploads {
  private static final String FIELD = "files";
  private static final String KEY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @Inject private HttpServletRequest request;
  @Inject private Attachments attachments;
  @Inject private Post post;

  /**
   * Takes the files in, each by itself: what stops one does not stop the others.
   *
   * @param by who sends them; null for a customer
   * @return which rules stopped those that were not taken in
   */
  public List<RuleBroken> takeIn(Place place, Staff by) {
    var stopped = new ArrayList<RuleBroken>();
    for (var upload : sent()) {
      try {
        attachments.add(place, upload, by);
      } catch (RuleBroken rule) {
        stopped.add(rule);
      }
    }
    return stopped;
  }

  private List<Upload> sent() {
    var type = request.getContentType();
    if (!post.isSent() || type == null || !type.startsWith("multipart/form-data")) {
      return List.of();
    }
    try {
      return request.getParts().stream()
          .filter(part -> part.getName().equals(FIELD))
          .filter(part -> part.getSubmittedFileName() != null)
          .filter(part -> !part.getSubmittedFileName().isBlank())
          .map(Uploads::upload)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The files could not be received", e);
    } catch (ServletException e) {
      throw new IllegalStateException("The form has no parts", e);
    }
  }

  private static Upload upload(Part part) {
    return new Upload(
        part.getSubmittedFileName(), part.getContentType(), part.getSize(), part::getInputStream);
  }

  /** The key of the form, by which it is known when it is sent again; a new one at first. */
  public String formKey() {
    var sent = post.text("key");
    return sent.matches(KEY) ? sent : UUID.randomUUID().toString();
  }
}
