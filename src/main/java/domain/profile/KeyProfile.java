package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * A value that an outside provider issues (an API key), or that is made at random where
 * it is used. Its programs run beside the consumers: on the host, or in a pod of a
 * component; no shell reads their arguments. In these {@code {operation}} stands for the
 * run: the same in every attempt. A program has done its work when it ends with code 0;
 * 75 says that it may be asked again in a moment. What it writes on its standard error is
 * for people and must not hold a value.
 *
 * @param name name of the value: a key of the Secret, or a variable of the file
 * @param idName name beside it under which the provider's name for the key is kept, which
 * people may see; without it a fingerprint stands for the key
 * @param component component in one of whose pods the programs run (cluster)
 * @param issue program that has the provider issue a key and writes two lines on its
 * standard output: the provider's name for the key, and the key. Asked again with the
 * same {@code {operation}} it must not leave two keys. Absent: the value is made at
 * random
 * @param prove program that logs in with the key, which it reads as one line on its
 * standard input; consumers that are well again must do when absent
 * @param revoke program that ends a key, which it reads in the same way, and whose name
 * is {@code {id}} in its arguments. It may be asked twice, and also ends the new key when
 * a rotation is taken back
 * @param within longest time of each program; {@code PT1M} when absent
 */
public record KeyProfile(@Required String name, String idName, String component, List<String> issue, List<String> prove,
		List<String> revoke, Duration within) {

	public KeyProfile {
		issue = SystemProfile.listOf(issue);
		prove = SystemProfile.listOf(prove);
		revoke = SystemProfile.listOf(revoke);
		within = within == null ? Duration.ofMinutes(1) : within;
	}

	/** Whether any program belongs to it. */
	public boolean programs() {
		return !(issue.isEmpty() && prove.isEmpty() && revoke.isEmpty());
	}

}
