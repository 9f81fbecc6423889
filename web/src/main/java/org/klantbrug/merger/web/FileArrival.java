package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Post;

/** A file that a person adds on the page of a merger: sent along, or waiting in the inbox. */
@RequestScoped
public class FileArrival {
  private Deliveries deliveries;
  private FileStore store;
  private BusinessClock clock;
  private Post post;
  private HttpServletRequest request;

  /** For the container. */
  protected FileArrival() {}

  /** Reads what was sent. */
  @Inject
  public FileArrival(
      Deliveries deliveries,
      FileStore store,
      BusinessClock clock,
      Post post,
      HttpServletRequest request) {
    this.deliveries = deliveries;
    this.store = store;
    this.clock = clock;
    this.post = post;
    this.request = request;
  }

  /**
   * What registers the file in the newest run of a merger.
   *
   * @return throws {@link RuleBroken} {@code delivery.*} when it is done
   */
  Runnable into(Mergers.View merger, Staff by) throws IOException, ServletException {
    var part = request.getPart("file");
    var uploaded = part != null && part.getSize() > 0;
    return () -> {
      try (var content = uploaded ? part.getInputStream() : open(post.text("inbox"))) {
        var name = uploaded ? part.getSubmittedFileName() : post.text("inbox");
        deliveries.register(
            announced(merger, name), content, store.delivered(), by.id(), clock.now());
      } catch (IOException e) {
        throw new UncheckedIOException("The file could not be taken in", e);
      }
    };
  }

  private InputStream open(String inInbox) throws IOException {
    if (inInbox.isEmpty()) {
      throw new RuleBroken("delivery.file-missing-here");
    }
    return Files.newInputStream(store.inInbox(inInbox));
  }

  private Deliveries.Announced announced(Mergers.View merger, String name) {
    var ours = "ACQUIRER".equals(post.text("company"));
    return new Deliveries.Announced(
        merger.runId(),
        ours ? merger.acquirerId() : merger.acquiredId(),
        Arrays.stream(Entity.values())
            .filter(entity -> entity.name().equals(post.text("entity")))
            .findFirst()
            .orElseThrow(NotThere::new),
        "DELTA".equals(post.text("mode")) ? Delivery.Mode.DELTA : Delivery.Mode.FULL,
        asOf(),
        name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
  }

  /** The end of the day that was given, or now if that is still to come. */
  private Instant asOf() {
    try {
      var end =
          LocalDate.parse(post.text("asOf"))
              .plusDays(1)
              .atStartOfDay(BusinessClock.ZONE)
              .toInstant()
              .minusSeconds(1);
      var today = LocalDate.parse(post.text("asOf")).equals(clock.today());
      return today ? clock.now() : end;
    } catch (DateTimeException unreadable) {
      throw new RuleBroken("delivery.day-missing");
    }
  }
}
