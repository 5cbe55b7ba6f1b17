package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * A system's own programs that take, check, list and restore its backups on its host.
 * Each is a program and its arguments, which no shell reads; {@code {file}} stands for
 * the backup's file, {@code {folder}} for the folder that it is in. A program has done
 * its work when it ends with code 0.
 *
 * @param take takes a backup
 * @param verify checks the newest backup, or the file that it is given; none when empty
 * @param list lists the backups: it must name each file that was taken; none when empty
 * @param restore brings the file back in place of what is there
 * @param folder where the program that takes backups leaves them: an absolute path
 * @param files names of the files of a backup: {@code sparkone_db_*.sql}
 * @param lastWords what the last kilobyte of the first file says when it is whole;
 * nothing is looked for when absent
 * @param within longest time of each; 1 hour when absent
 */
public record ScriptProfile(@Required List<String> take, List<String> verify, List<String> list,
		@Required List<String> restore, @Required String folder, @Required String files, String lastWords,
		Duration within) {

	public ScriptProfile {
		take = SystemProfile.listOf(take);
		verify = SystemProfile.listOf(verify);
		list = SystemProfile.listOf(list);
		restore = SystemProfile.listOf(restore);
		within = within == null ? Duration.ofHours(1) : within;
	}

}
