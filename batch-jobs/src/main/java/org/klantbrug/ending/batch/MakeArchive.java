package org.klantbrug.ending.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.klantbrug.ending.ArchiveMaking;
import org.klantbrug.ending.Archives;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/** Makes an archive of what was delivered; a slice is a file. */
@ApplicationScoped
public class MakeArchive implements JobWork {
  @Inject ArchiveMaking making;

  @Override
  public String kind() {
    return Archives.JOB;
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    var slices = new ArrayList<Slice>();
    for (var delivery : making.deliveries(job.subjectId())) {
      slices.add(new Slice(slices.size() + 1, delivery, delivery));
    }
    return slices;
  }

  @Override
  public Map<String, Long> work(JobLease lease, JobRequest job, Slice slice) {
    return Map.of("files", 1L, "bytes", making.take(job.subjectId(), slice.fromKey()));
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    making.seal(lease, job.subjectId());
  }
}
