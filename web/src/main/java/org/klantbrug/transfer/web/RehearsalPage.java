package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.RehearsedCustomers;
import org.klantbrug.transfer.Transfer;
import org.omnifaces.cdi.Param;

/** The rehearsed customers of a merger: a sample to check, and a search over all of them. */
@Named
@RequestScoped
public class RehearsalPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Transfer transfer;
  @Inject private RehearsedCustomers rehearsed;
  @Inject private Texts texts;
  @Inject @Param private Long merger;
  @Inject @Param private Long run;
  @Inject @Param private String q;

  private Mergers.View view;
  private Cutover cutover;
  private List<CustomerHit> hits = List.of();
  private Map<String, List<RehearsedCustomers.Sample>> samples = Map.of();

  /** Reads the merger and looks into its rehearsal. */
  public void act() {
    if (merger == null && run == null) {
      throw new NotThere();
    }
    var staff = current.need(Action.CUSTOMER_READ);
    view = merger == null ? mergers.readByRun(run) : mergers.read(merger);
    cutover = RehearsedCustomers.newest(transfer.ofMerger(view.id())).orElse(null);
    if (cutover == null) {
      return;
    }
    if (isAsked()) {
      hits = rehearsed.find(cutover, q, SHOWN, staff);
    } else {
      samples =
          rehearsed.sample(cutover, staff).stream()
              .collect(
                  Collectors.groupingBy(
                      RehearsedCustomers.Sample::why, LinkedHashMap::new, Collectors.toList()));
    }
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return view;
  }

  /** The rehearsal that is looked at; null if there is none now. */
  public Cutover getCutover() {
    return cutover;
  }

  /** Whether something was searched for. */
  public boolean isAsked() {
    return q != null && !q.isBlank();
  }

  /** What was found. */
  public List<CustomerHit> getHits() {
    return hits;
  }

  /** Why each group of the sample was chosen. */
  public List<String> getReasons() {
    return List.copyOf(samples.keySet());
  }

  /** How many contracts or contacts, or how much to pay, in words. */
  public String amount(RehearsedCustomers.Sample sample) {
    return amount(texts, sample);
  }

  static String amount(Texts texts, RehearsedCustomers.Sample sample) {
    return texts.say("rehearsal.amount." + sample.why(), sample.amount());
  }

  /** The customers of one group of the sample. */
  public List<RehearsedCustomers.Sample> sample(String why) {
    return samples.get(why);
  }
}
