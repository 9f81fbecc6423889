package org.klantbrug.merger.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of one column with how often each was seen; the first few thousand different ones. */
record Sample(String header, Map<String, Integer> values) {
  private static final int SAMPLED_RECORDS = 100_000;
  private static final int DISTINCT_VALUES = 2_000;
  private static final int SHOWN = 60;

  /** One for each column of the file, from up to a hundred thousand records. */
  static List<Sample> ofColumns(Path file, FileForm form) throws IOException {
    var samples =
        form.header().stream().map(name -> new Sample(name, new LinkedHashMap<>())).toList();
    try (var records = form.records(file)) {
      for (var i = 0; i < SAMPLED_RECORDS && records.next(); i++) {
        if (records.fault() == null) {
          for (var column = 0; column < samples.size(); column++) {
            samples.get(column).count(records.field(column).strip());
          }
        }
      }
    }
    return samples;
  }

  private void count(String value) {
    if (!value.isEmpty() && (values.size() < DISTINCT_VALUES || values.containsKey(value))) {
      values.merge(value, 1, Integer::sum);
    }
  }

  long filled() {
    return values.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** The values seen most, with how often; at most sixty. */
  Map<String, Integer> mostFrequent() {
    var most = new LinkedHashMap<String, Integer>();
    values.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SHOWN)
        .forEach(value -> most.put(value.getKey(), value.getValue()));
    return most;
  }
}
