-- AddForeignKey
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
