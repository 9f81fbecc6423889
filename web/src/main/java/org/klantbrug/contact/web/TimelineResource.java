package org.klantbrug.contact.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** The contacts of a customer with either company. */
@Path("customers/{id}/timeline")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class TimelineResource {
  private static final int SHOWN = 100;

  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private Timeline timeline;

  /**
   * A page of the timeline.
   *
   * @param older to give as {@code before} for the next page; null on the last
   */
  public record Page(List<TimelineItem> items, String older) {}

  /** Contacts, newest first, a hundred at a time. */
  @GET
  @Operation(summary = "Contacts of a customer over both companies, newest first")
  public Page read(
      @PathParam("id") long id,
      @QueryParam("channel") String channel,
      @QueryParam("company") Long company,
      @QueryParam("before") String before) {
    var staff = current.need(Action.CUSTOMER_READ);
    desk.openUnveiled(id, staff);
    var items =
        timeline.page(
            id,
            new Timeline.Filter(channel, company),
            Timeline.Before.parse(before),
            SHOWN,
            desk.sightOf(staff));
    return new Page(
        items, items.size() < SHOWN ? null : Timeline.Before.of(items.get(SHOWN - 1)).toString());
  }
}
