-- AlterEnum
ALTER TYPE "imported_kind" ADD VALUE 'COLLECTION';

-- CreateTable
CREATE TABLE "person_elsewhere" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "person_elsewhere_pkey" PRIMARY KEY ("id")
);
