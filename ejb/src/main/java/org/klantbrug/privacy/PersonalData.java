package org.klantbrug.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/** The catalogue of what we keep of a person: {@code personal-data.txt} beside this class. */
final class PersonalData {
  private static final List<Place> PLACES = read();

  private PersonalData() {}

  /** Every table that is named, in the order of the catalogue. */
  static List<Place> places() {
    return PLACES;
  }

  /** What the catalogue says of a table. */
  static Place place(String table) {
    return PLACES.stream().filter(each -> each.table().equals(table)).findFirst().orElseThrow();
  }

  private static List<Place> read() {
    try (var text = PersonalData.class.getResourceAsStream("personal-data.txt")) {
      return parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Place> parse(String text) {
    var places = new ArrayList<Place>();
    for (var line :
        text.lines().filter(each -> !each.isBlank() && each.charAt(0) != '#').toList()) {
      if (line.startsWith(" ")) {
        var last = places.size() - 1;
        places.set(last, with(places.get(last), line.trim().split(" ", 2)));
      } else {
        var head = line.split(" ");
        places.add(
            new Place(head[0], Reach.valueOf(head[1]), new EnumMap<>(Place.Fate.class), null));
      }
    }
    return List.copyOf(places);
  }

  private static Place with(Place place, String... said) {
    if (said[0].equals("why")) {
      return new Place(place.table(), place.reach(), place.columns(), said[1]);
    }
    var columns = new EnumMap<>(place.columns());
    columns.put(Place.Fate.valueOf(said[0].toUpperCase(Locale.ROOT)), List.of(said[1].split(" ")));
    return new Place(place.table(), place.reach(), columns, place.why());
  }
}
