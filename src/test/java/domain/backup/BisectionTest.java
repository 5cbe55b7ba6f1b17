package domain.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The newest backup from before data became bad. */
class BisectionTest {

	private static Backup backup(int number) {
		return new Backup("backup-" + number, "database", "daily", "/backups", 1, "", Instant.ofEpochSecond(number),
				new TreeMap<>(), true, 1);
	}

	@Test
	void theLastGoodOneIsFoundWhereverItIsAndWhateverCannotBeUsed() {
		Random random = new Random(7);
		for (int size = 0; size < 40; size++) {
			for (int good = 0; good <= size; good++) {
				List<Backup> all = new ArrayList<>();
				List<Integer> unusable = new ArrayList<>();
				for (int number = 0; number < size; number++) {
					all.add(backup(number));
					if (random.nextInt(5) == 0) {
						unusable.add(number);
					}
				}
				Collections.shuffle(all, random);
				find(all, good, unusable);
			}
		}
	}

	private static void find(List<Backup> all, int good, List<Integer> unusable) {
		Bisection search = new Bisection(all);
		int looks = 0;
		int longest = search.longest() + unusable.size();
		for (Optional<Backup> next = search.next(); next.isPresent(); next = search.next()) {
			int number = (int) next.get().recoveryPoint().getEpochSecond();
			looks++;
			if (unusable.contains(number)) {
				search.isUnusable("it is damaged");
			}
			else if (number < good) {
				search.isGood();
			}
			else {
				search.isBad("a message without its conversation");
			}
		}
		int last = good - 1;
		while (unusable.contains(last)) {
			last--;
		}
		assertThat(looks).isLessThanOrEqualTo(longest);
		Choice found = search.choice();
		if (last < 0) {
			assertThat(found.chosen()).isNull();
		}
		else {
			assertThat(found.chosen().id()).isEqualTo("backup-" + last);
			assertThat(search.later()).doesNotContain("backup-" + last);
			assertThat(found.untried()).doesNotContain("backup-" + last);
		}
	}

}
