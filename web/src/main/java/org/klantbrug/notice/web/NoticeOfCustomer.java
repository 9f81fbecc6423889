package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.shared.BusinessClock;

/** What a customer was told of his going over, for his own page. */
@Named("noticeOfCustomer")
@RequestScoped
public class NoticeOfCustomer {
  @Inject private CurrentStaff current;
  @Inject private NoticeView view;
  @Inject private BusinessClock clock;

  private Long party;
  private NoticeView.OfCustomer told;

  /** What he was told, and who answers his questions; null for who does not go over. */
  public NoticeView.OfCustomer of(long partyId) {
    if (party == null || party != partyId) {
      party = partyId;
      told =
          view.ofCustomer(partyId, new Sight(clock.today(), current.get().cleanTeam()))
              .orElse(null);
    }
    return told;
  }
}
