package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.People;

/** Everybody on staff. */
@Named
@RequestScoped
public class PeoplePage {
  @Inject private People people;
  private List<People.Person> all;

  /** By name. */
  public List<People.Person> getAll() {
    if (all == null) {
      all = people.list();
    }
    return all;
  }
}
