package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.notice.Campaign;
import org.klantbrug.notice.Campaigns;
import org.klantbrug.notice.NoticeReach;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.notice.Standing;
import org.klantbrug.shared.web.NotThere;
import org.omnifaces.cdi.Param;

/** Customers who stand in one way with a campaign. */
@Named
@RequestScoped
public class NoticeCustomersPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Campaigns campaigns;
  @Inject private NoticeView view;
  @Inject @Param private Long id;
  @Inject @Param private String standing;
  @Inject @Param private Long after;

  private Campaign campaign;
  private Standing wanted;
  private List<NoticeReach.Customer> rows;

  /** Reads them. */
  public void act() {
    wanted =
        Arrays.stream(Standing.values())
            .filter(each -> each.name().equals(standing))
            .findFirst()
            .orElseThrow(NotThere::new);
    if (id == null) {
      throw new NotThere();
    }
    campaign = campaigns.read(id);
    rows = view.customers(campaign, wanted, after == null ? 0 : after, SHOWN, current.get());
  }

  /** The campaign. */
  public Campaign getCampaign() {
    return campaign;
  }

  /** How they stand with it. */
  public Standing getStanding() {
    return wanted;
  }

  /** The customers that are shown. */
  public List<NoticeReach.Customer> getRows() {
    return rows;
  }

  /** Customer after whom the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).personId();
  }
}
