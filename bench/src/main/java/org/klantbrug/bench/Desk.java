package org.klantbrug.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.customer.Merging;
import org.klantbrug.identity.People;
import org.klantbrug.identity.StaffAdministration;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Advisers at their desks, over HTTP against a running server. One alone asks for the next thing as
 * soon as the one before is there; several look at each page for about a second first, which is
 * still much less than people do.
 */
final class Desk {
  private static final String PASSWORD = "Zestien fietsen in de regen";

  /** Times of so many requests are thrown away first: the server has just started. */
  private static final int WARM_UP = 300;

  /** Likewise, when all advisers work: requests of each. */
  private static final int WARM_UP_OF_EACH = 30;

  /** Milliseconds for which somebody looks at a page, on average, when several work. */
  private static final int LOOK = 1_000;

  private static final List<String> LISTS =
      List.of(
          "show=mine",
          "show=all",
          "show=all&sort=priority",
          "show=mine&when=overdue",
          "show=all&kind=assessComplaint&who=nobody",
          "show=all&q=K-2026-0123",
          "show=all&sort=oldest",
          "show=all&after=infinity_1");

  private final List<Colleague> colleagues = new ArrayList<>();
  private final List<Busy> customers;
  private final List<String> typed;

  private record Busy(long party, String number) {}

  /**
   * Takes the advisers in, logs them in, and notes for each customer they will open why they do.
   *
   * @param users how many advisers
   * @param busiest how many customers, those with the longest history
   */
  Desk(Database database, URI server, int users, int busiest) {
    customers = busiest(database, busiest);
    typed = typed(database);
    var clock = new BusinessClock();
    var audit = new Audit(database, clock);
    var people = new People(database);
    var administration = new StaffAdministration(database, clock, audit);
    var merging = new Merging(database, new GoldenRecord(database));
    var desk =
        new CustomerDesk(
            database,
            clock,
            audit,
            new CustomerView(database),
            new CustomerNumbers(database),
            merging);
    var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (var no = 1; no <= users; no++) {
      var login = "adviser" + no;
      administration.create(
          login, "Adviser " + no, null, "nl", PASSWORD, List.of("adviser"), false, null);
      var staff = people.findByLogin(login).orElseThrow();
      customersOf(no, users)
          .forEach(busy -> desk.notePurpose(busy.party(), "RECONCILIATION", staff));
      colleagues.add(Colleague.enter(http, server, login, PASSWORD));
    }
  }

  /** The first adviser opens all, so that one and many can be measured. */
  private List<Busy> customersOf(int no, int users) {
    var share = Math.max(1, customers.size() / users);
    return no == 1 ? customers : customers.subList((no - 1) * share, no * share);
  }

  private static List<Busy> busiest(Database database, int most) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select p.id, p.number from customer_party p
                      join (select l.party_id, count(*) contacts
                              from contact_contact c join customer_party_link l on l.identity_id = c.identity_id
                             where l.ended_at is null group by l.party_id) b on b.party_id = p.id
                     order by b.contacts desc, p.id limit :most""")
                .bind("most", most)
                .map((row, context) -> new Busy(row.getLong(1), row.getString(2)))
                .list());
  }

  /**
   * What is typed in search of customers from all over the table: a name letter by letter, the
   * whole name, the name with a typing error, and what else people know of themselves.
   */
  private static List<String> typed(Database database) {
    var known =
        database.with(
            handle ->
                handle
                    .createQuery(
                        """
                        select concat_ws('|', given_name, family_name, postcode, house_number, phone, source_key, email)
                          from customer_identity
                         where given_name is not null and length(family_name) > 4 and postcode is not null
                           and house_number is not null and phone is not null and email is not null
                           and id % greatest(1, (select max(id) from customer_identity) / 60) = 0
                         order by id limit 60""")
                    .mapTo(String.class)
                    .list());
    var typed = new ArrayList<String>();
    for (var one : known) {
      var values = one.split("\\|");
      var family = values[1];
      typed.add(family.substring(0, 3));
      typed.add(family.substring(0, 4));
      typed.add(family);
      typed.add(values[0] + " " + family);
      typed.add(values[0] + " " + family.substring(0, 2) + "x" + family.substring(3));
      typed.add(values[2] + " " + values[3]);
      typed.add(values[4]);
      typed.add(values[5]);
      typed.add(values[6]);
    }
    return typed;
  }

  /**
   * Opens pages, first one by one and then all advisers at once, until the server knows the work.
   */
  void warmUp() {
    for (var i = 0; i < WARM_UP; i++) {
      openCustomer(0, i);
      searchFor(0, i);
    }
    openCustomers(colleagues.size(), WARM_UP_OF_EACH);
    search(colleagues.size(), WARM_UP_OF_EACH);
  }

  /**
   * Opens customers.
   *
   * @return milliseconds of each request
   */
  List<Double> openCustomers(int users, int each) {
    return together(users, each, this::openCustomer);
  }

  /** Searches while typing; milliseconds of each request. */
  List<Double> search(int users, int each) {
    return together(users, each, this::searchFor);
  }

  /** Opens the work list as people do: mine, all, by priority, overdue; a page further on. */
  List<Double> openLists(int users, int each) {
    return together(users, each, this::openList);
  }

  private void openList(int user, int i) {
    var page = colleagues.get(user).get("work?" + LISTS.get(i % LISTS.size()));
    if (!page.contains("work-item?id=")) {
      throw new IllegalStateException("A work list shows no tasks");
    }
  }

  /** So many customers are opened, one after the other. */
  void openSome(int count) {
    for (var i = 0; i < count; i++) {
      openCustomer(0, i);
    }
  }

  private void openCustomer(int user, int i) {
    var mine = customersOf(user + 1, colleagues.size());
    var busy = mine.get(i % mine.size());
    var page = colleagues.get(user).get("customer?id=" + busy.party());
    if (!page.contains(busy.number())) {
      throw new IllegalStateException("A customer's page does not show the customer");
    }
  }

  private void searchFor(int user, int i) {
    var words = typed.get((user * 37 + i) % typed.size());
    colleagues.get(user).get("api/customers?q=" + Colleague.encoded(words));
  }

  @FunctionalInterface
  private interface Request {
    void send(int user, int i);
  }

  private static List<Double> together(int users, int each, Request request) {
    var threads = Executors.newFixedThreadPool(users);
    try {
      var running = new ArrayList<Future<List<Double>>>();
      for (var no = 0; no < users; no++) {
        var user = no;
        running.add(threads.submit(() -> timed(user, each, request, users > 1)));
      }
      var all = new ArrayList<Double>();
      for (var one : running) {
        all.addAll(one.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("An adviser was stopped", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Double> timed(int user, int each, Request request, boolean looks)
      throws InterruptedException {
    var took = new ArrayList<Double>();
    var random = new Random(user);
    for (var i = 0; i < each; i++) {
      if (looks) {
        Thread.sleep(random.nextInt(2 * LOOK));
      }
      var start = System.nanoTime();
      request.send(user, i);
      took.add((System.nanoTime() - start) / 1e6);
    }
    return took;
  }
}
