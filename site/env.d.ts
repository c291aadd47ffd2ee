/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    page: import('../src/report/page.ts').Page
  }
}
