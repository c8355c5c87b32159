package org.kaname.data.workspace;

import java.nio.file.Path;
import org.kaname.data.Outcome;
import org.kaname.data.Progress;

/** Adds a file to a workspace in a process of its own, which is to be killed from outside; tells its phases on standard output. */
final class CrashChild {
    private CrashChild() {}

    /** @param args workspace, mapping, file, most rows in memory (0: as many as fit) */
    public static void main(String[] args) {
        var progress = new Progress() {
            @Override
            public void phase(int number, int of, String key) {
                System.out.println(key);
                System.out.flush();
            }

            @Override
            public void advance(String what, long done, long total) {}
        };
        var workspace = ((Outcome.Taken<Workspace>) Workspace.open(Path.of(args[0]))).value();
        var request =
                Tables.request(workspace, Path.of(args[1]), Path.of(args[2])).keepInput(true);
        int mostRows = Integer.parseInt(args[3]);
        var added = DataAdd.read(mostRows > 0 ? request.mostRows(mostRows) : request, progress, TestWorkspaces.CLOCK);
        System.out.println(added instanceof DataAdd.Published ? "published" : added.toString());
        System.out.flush();
    }
}
