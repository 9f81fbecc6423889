package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.klantbrug.contact.NotedSince;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Post;

/**
 * What was noted of customers who were made one, for who may split them again: each to the one it
 * belongs to.
 */
@Named
@RequestScoped
public class NotedTogether {
  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private NotedSince notedSince;
  @Inject private Post post;

  private List<NotedSince.Noted> noted;

  /**
   * Contacts and promises since the first merge that stands, the newest first; one more than are
   * shown if there are more.
   */
  public List<NotedSince.Noted> of(CustomerDesk.Opened opened) {
    if (noted == null) {
      noted =
          current.get().may(Action.CUSTOMER_MERGE)
              ? opened.merges().stream()
                  .map(CustomerDesk.Merge::at)
                  .min(Comparator.<Instant>naturalOrder())
                  .map(
                      since ->
                          notedSince.of(
                              opened.customer().partyId(), since, desk.sightOf(current.get())))
                  .orElse(List.of())
              : List.of();
    }
    return noted;
  }

  /** Those that are shown. */
  public List<NotedSince.Noted> shown(CustomerDesk.Opened opened) {
    return of(opened).stream().limit(NotedSince.MOST).toList();
  }

  /** Whether there are more than are shown. */
  public boolean isMore(CustomerDesk.Opened opened) {
    return of(opened).size() > NotedSince.MOST;
  }

  /** Moves what the button names, {@code CONTACT:12}, to the identity that was chosen. */
  void move(long partyId) {
    var by = current.need(Action.CUSTOMER_MERGE);
    var what = post.text("moveNoted").split(":", 2);
    var id = what.length == 2 && what[1].matches("[0-9]{1,18}") ? Long.parseLong(what[1]) : -1;
    notedSince.move(partyId, what[0], id, post.key("to"), by);
  }
}
