package stores.postgresql;

import domain.backup.Backup;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import stores.Progress;

/** Reads a dump back: what it does not hold cannot be restored. */
class ArchiveCheck {

	private final String restoreProgram;

	ArchiveCheck(String restoreProgram) {
		this.restoreProgram = restoreProgram;
	}

	Backup verify(Backup backup, Progress progress) {
		Path file = Path.of(backup.location());
		checkBytes(backup, file, progress);
		String listing = listing(file, progress);
		for (String table : backup.rows().keySet()) {
			// The listing shows "TABLE DATA schema table owner", where we write
			// schema.table.
			int dot = table.indexOf('.');
			String entry = " TABLE DATA " + table.substring(0, dot) + " " + table.substring(dot + 1) + " ";
			if (!listing.contains(entry)) {
				throw wrong(file, "it holds no data of table " + table + ", which had " + backup.rows().get(table)
						+ " rows when the backup was taken");
			}
		}
		return new Backup(backup.id(), backup.store(), backup.kind(), backup.location(), backup.bytes(),
				backup.sha256(), backup.recoveryPoint(), backup.rows(), true, backup.seconds());
	}

	private static void checkBytes(Backup backup, Path file, Progress progress) {
		if (!Files.isRegularFile(file)) {
			throw wrong(file, "the file is not there (every worker must see the same backup folder)");
		}
		try {
			long bytes = Files.size(file);
			if (bytes == 0 || bytes != backup.bytes()) {
				throw wrong(file, "it has " + bytes + " bytes and had " + backup.bytes() + " when it was taken");
			}
			String checksum = BackupFiles.sha256(file, progress);
			if (!checksum.equals(backup.sha256())) {
				throw wrong(file, "its SHA-256 is " + checksum + " and was " + backup.sha256() + " when it was taken");
			}
		}
		catch (IOException unreadable) {
			throw new TransientFailure("backup " + file + " cannot be read: " + unreadable, unreadable);
		}
	}

	private String listing(Path file, Progress progress) {
		Tool.Answer answer = new Tool().run(List.of(restoreProgram, "--list", file.toString()), Map.of(),
				"reading the listing of " + file.getFileName(), progress);
		if (!answer.succeeded()) {
			throw wrong(file, "pg_restore cannot read it: " + answer.complaints().strip());
		}
		return answer.output();
	}

	private static PermanentFailure wrong(Path file, String what) {
		return new PermanentFailure(FailureKind.NOT_VERIFIED,
				"backup " + file + " is not usable: " + what + ". Take another one.");
	}

}
