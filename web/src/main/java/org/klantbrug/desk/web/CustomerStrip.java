package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.contact.ContactHead;
import org.klantbrug.contract.NextDebit;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.customer.web.CustomerTexts;
import org.klantbrug.desk.WhatNow;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Texts;

/** What to say now: under which brand, what is to come, and sentences to begin with. */
@Named
@RequestScoped
public class CustomerStrip {
  private static final int SHOWN = 3;

  @Inject private OneCustomerPage page;
  @Inject private CustomerNote note;
  @Inject private CustomerMoney money;
  @Inject private BusinessClock clock;
  @Inject private Texts texts;
  @Inject private CustomerTexts shown;

  private WhatNow now;

  /** What is known. */
  public WhatNow getNow() {
    if (now == null) {
      now =
          WhatNow.of(
              page.getCompanies().stream().map(CustomerPage.Origin::company).toList(),
              money.getRunning(),
              head().brands(),
              clock.today());
    }
    return now;
  }

  private ContactHead.Head head() {
    return note.getHead();
  }

  /** The next debits that are shown. */
  public List<NextDebit> getDebits() {
    return getNow().debits().stream().limit(SHOWN).toList();
  }

  /** How many contracts there are besides. */
  public int getMoreDebits() {
    return Math.max(0, getNow().debits().size() - SHOWN);
  }

  /** How to meet him, by how it was the last time: a code. */
  public String getTone() {
    return head().experience() == null ? "NOT_ASKED" : head().experience().experience();
  }

  /** Sentences to begin with; they ask for what we know of him, and read nothing out. */
  public List<String> getSentences() {
    var said = new ArrayList<String>();
    if ("NEGATIVE".equals(getTone())) {
      said.add(texts.say("strip.say.negative"));
    }
    if (!head().waiting().isEmpty()) {
      said.add(texts.say("strip.say.waits"));
    }
    getNow().changes().stream()
        .filter(change -> change.code().equals("BRAND"))
        .findFirst()
        .ifPresent(change -> said.add(texts.say("strip.say.brand", change.what())));
    getDebits().stream()
        .filter(debit -> debit.on() != null && debit.amount() != null && debit.iban() != null)
        .findFirst()
        .ifPresent(debit -> said.add(debit(debit)));
    said.add(texts.say("strip.say.ask"));
    said.add(texts.say("strip.say.sum"));
    if (head().preferred() == null) {
      said.add(texts.say("strip.say.prefer"));
    }
    return said;
  }

  private String debit(NextDebit debit) {
    return texts.say(
        "strip.say.debit", debit.company(), shown.euro(debit.amount()), texts.day(debit.on()));
  }
}
