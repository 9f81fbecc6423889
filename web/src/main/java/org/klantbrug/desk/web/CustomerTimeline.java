package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.web.CustomerTexts;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Entity;
import org.omnifaces.cdi.Param;

/** The contacts of the customer on the page, a part at a time. */
@Named
@RequestScoped
public class CustomerTimeline {
  private static final int SHOWN = 25;

  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private Timeline timeline;
  @Inject private CustomerTexts texts;
  @Inject @Param private Long id;
  @Inject @Param private String channel;
  @Inject @Param private Long company;
  @Inject @Param private String before;

  private List<TimelineItem> items;

  /** Contacts with either company, newest first. */
  public List<TimelineItem> getItems() {
    return page().subList(0, Math.min(SHOWN, page().size()));
  }

  /** Where the next page begins; empty on the last. */
  public String getOlder() {
    return page().size() <= SHOWN ? "" : Timeline.Before.of(page().get(SHOWN - 1)).toString();
  }

  private List<TimelineItem> page() {
    if (items == null) {
      items =
          timeline.page(
              id,
              new Timeline.Filter(channel, company),
              Timeline.Before.parse(before),
              SHOWN + 1,
              desk.sightOf(current.get()));
    }
    return items;
  }

  /** Whether only some of the timeline is shown. */
  public boolean isFiltered() {
    return !getChannel().isBlank() || company != null || before != null;
  }

  /** Channels to choose from, by name. */
  public List<String> getChannels() {
    return Entity.CONTACT.field("channel").codes().stream()
        .sorted(Comparator.comparing(texts::channel))
        .toList();
  }

  /** The channel that is shown; empty for all. */
  public String getChannel() {
    return channel == null ? "" : channel;
  }

  /** The company whose contacts are shown; null for all. */
  public Long getCompany() {
    return company;
  }
}
