package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.merger.Mergers;

/** All mergers, newest first. */
@Named
@RequestScoped
public class MergersPage {
  @Inject private Mergers mergers;
  private List<Mergers.View> all;

  /** The list. */
  public List<Mergers.View> getAll() {
    if (all == null) {
      all = mergers.list();
    }
    return all;
  }
}
