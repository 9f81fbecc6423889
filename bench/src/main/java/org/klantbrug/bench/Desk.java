package org.klantbrug.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.customer.Merging;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Advisers at their desks, over HTTP against a running server. One alone asks for the next thing as
 * soon as the one before is there; several look at each page for about a second first, which is
 * still much less than people do.
 */
final class Desk {
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

  /** Milliseconds between two requests of one person, on average, through a whole day. */
  private static final int LOOK_AT_WORK = 4_000;

  /** What the day brings, each as often as it comes. */
  private static final List<Task> DAY = new ArrayList<>();

  static {
    DAY.addAll(Collections.nCopies(8, Desk::openCustomer));
    DAY.addAll(Collections.nCopies(5, Desk::searchFor));
    DAY.addAll(Collections.nCopies(3, (desk, user, i) -> desk.get(user, "work")));
    DAY.addAll(Collections.nCopies(1, (desk, user, i) -> desk.get(user, "complaints")));
    DAY.addAll(Collections.nCopies(1, (desk, user, i) -> desk.get(user, "promises")));
    DAY.addAll(Collections.nCopies(2, Desk::complain));
  }

  @FunctionalInterface
  private interface Task {
    void of(Desk desk, int user, int i);
  }

  private final List<Colleague> colleagues = new ArrayList<>();
  private final List<Busy> customers;
  private final List<String> typed;

  private record Busy(long party, String number) {}

  /**
   * Takes the advisers in, logs them in, and notes for each customer they will open why they do.
   *
   * @param name of each, before a number
   * @param users how many advisers
   * @param busiest how many customers, those with the longest history
   */
  Desk(Database database, URI server, String name, int users, int busiest) {
    customers = busiest(database, busiest);
    typed = typed(database);
    var reception = new Reception(database, server);
    var desk = desk(database);
    for (var no = 1; no <= users; no++) {
      var login = name + no;
      var staff = reception.takeIn(login, List.of("adviser"));
      customersOf(no, users)
          .forEach(busy -> desk.notePurpose(busy.party(), "RECONCILIATION", staff));
      colleagues.add(reception.logIn(login));
    }
  }

  private static CustomerDesk desk(Database database) {
    var clock = new BusinessClock();
    return new CustomerDesk(
        database,
        clock,
        new Audit(database, clock),
        new CustomerView(database),
        new CustomerNumbers(database),
        new Merging(database, new GoldenRecord(database)));
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

  /**
   * All do for a while whatever the day brings.
   *
   * @return milliseconds of each request
   */
  List<Double> work(Duration time) {
    var end = System.nanoTime() + time.toNanos();
    return Together.work(colleagues.size(), user -> () -> worked(user, end)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Double> worked(int user, long end) throws InterruptedException {
    var took = new ArrayList<Double>();
    var random = new Random(user);
    for (var i = 0; System.nanoTime() < end; i++) {
      Thread.sleep(random.nextInt(2 * LOOK_AT_WORK));
      var next = DAY.get(random.nextInt(DAY.size()));
      var start = System.nanoTime();
      next.of(this, user, i);
      took.add((System.nanoTime() - start) / 1e6);
    }
    return took;
  }

  private void get(int user, String path) {
    colleagues.get(user).get(path);
  }

  private void complain(int user, int i) {
    var text = "Colleague " + user + " heard it for the " + i + "th time. ";
    colleagues
        .get(user)
        .post(
            "api/complaints",
            Map.of(
                "channel", "PHONE",
                "contactGiven", "Mevrouw De Boer, 06 1234 5678",
                "text", text.repeat(10),
                "product", "Stroom"));
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
    return Together.work(users, user -> () -> timed(user, each, request, users > 1)).stream()
        .flatMap(List::stream)
        .toList();
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
