package org.klantbrug.reliability;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * How far the newest job of a kind is, by its own tables.
 *
 * @param done slices, or chunks of its files
 */
public record Progress(String state, int epoch, long done) {

  static Optional<Progress> find(Handle handle, String job) {
    return handle
        .createQuery(
            """
            select j.state, j.epoch,
                   case j.kind
                     when 'import-master-data' then
                       (select count(*) from merger_import_chunk c join merger_delivery d on d.id = c.delivery_id
                         where d.entity not in ('CONTACT', 'DOCUMENT'))
                     when 'import-contact-history' then
                       (select count(*) from merger_import_chunk c join merger_delivery d on d.id = c.delivery_id
                         where d.entity in ('CONTACT', 'DOCUMENT'))
                     else (select count(*) from work_slice s where s.job_id = j.id and s.state = 'DONE')
                   end as done
              from work_job j where j.kind = :job order by j.id desc limit 1\
            """)
        .bind("job", job)
        .map(ConstructorMapper.of(Progress.class))
        .findOne();
  }
}
